"""Would the tests notice a fault in the model?"""
